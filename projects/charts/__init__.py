"""Charts: rows in, a Vega-Lite spec and its table out. One module a chart."""
