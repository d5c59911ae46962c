"""The session in the hall: the lot, the clock, the order as shown, the minutes."""
