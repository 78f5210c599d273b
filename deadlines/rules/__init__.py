"""The pure rules of dates: no Django, no clock, plain values in and out."""
