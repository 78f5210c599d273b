"""The charts of a pledge: rows fetched set by set and drawn, and their pages."""
