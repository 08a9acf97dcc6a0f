"""The workbench for a team: who logs in, what each may do, and the log of what each did."""
