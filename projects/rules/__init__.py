"""Pure arithmetic on pledges: no Django, no clock, plain values in and out."""
