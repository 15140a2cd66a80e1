"""What an envelope says: kinds of events, times, result information."""
