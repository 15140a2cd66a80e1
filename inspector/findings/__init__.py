"""What looks odd in a capture: rules that point at events and say why they matter."""
