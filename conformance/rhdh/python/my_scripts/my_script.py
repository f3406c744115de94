"""The module that the python workflow of the collection expects on its search path."""


def greet(name):
    return f"Welcome, {name}"
