"""What the records desk keeps: series, register, paper, seals, dispatches."""
