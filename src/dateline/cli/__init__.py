"""The command line: parse, call, print. One file a group of commands; heavy imports stay inside the commands."""

from dateline.cli.app import main

__all__ = ["main"]
