"""How the install is: for load balancers, for monitors, and in words for whoever looks after it."""
