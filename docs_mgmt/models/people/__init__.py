"""Agencies, their units and desks, and the people who hold posts in them."""
