"""Named reads about themes, meetings and what came of them."""
