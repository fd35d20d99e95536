"""A module about :term:`in the docstring of a module`."""


def function():
    """Does :term:`in the docstring of a function`.

    :returns: :term:`in a field of a docstring`
    """
