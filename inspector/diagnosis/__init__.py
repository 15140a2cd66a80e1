"""Why: explanation, agreement of the layers, attention, verdict."""
