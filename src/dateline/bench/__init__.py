"""What this machine does: rates, measured on articles that are made here, and what an archive takes at these rates."""
