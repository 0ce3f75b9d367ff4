"""Jinja as the house uses it: the same templates and the same pages, without what is done for cases that never come.

A page of fifty lines writes some eight hundred values and calls some hundred macros. Jinja makes an object of every
value it escapes, and asks every callable whether it wants to be given the context.
"""

from collections.abc import Callable
from functools import partial
from types import BuiltinFunctionType, FunctionType, MethodType
from typing import Any

from flask import Flask
from jinja2 import Template
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

_PLAIN = (FunctionType, MethodType, BuiltinFunctionType)
# Markup out of text, without a look whether the text is an object that writes HTML of itself.
_marked: Callable[[str], Markup] = partial(str.__new__, Markup)


def written(value: Any) -> str:
    """A value as it stands in a page: HTML as it is, all else escaped. Templates' own `escape`."""
    kind = type(value)
    if kind is str:
        if "<" in value or "&" in value or ">" in value or '"' in value or "'" in value:
            return escape(value)
        text: str = value
        return text
    if kind is int:
        return str(value)
    return value if kind is Markup else escape(value)


class HouseContext(Context):
    """Calls what is plain straight away."""

    def call(__self, __obj: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """As Context.call; macros and plain functions first. No callable of the house raises StopIteration."""
        kind = type(__obj)
        if kind is Macro:
            kwargs.pop("_loop_vars", None)
            kwargs.pop("_block_vars", None)
            return __obj(__self.eval_ctx, *args, **kwargs)
        if kind in _PLAIN and not hasattr(__obj, "jinja_pass_arg"):
            kwargs.pop("_loop_vars", None)
            kwargs.pop("_block_vars", None)
            return __obj(*args, **kwargs)
        return super().call(__obj, *args, **kwargs)


class HouseTemplate(Template):
    """A template whose code writes values with `written`."""

    @classmethod
    def from_code(cls, *args: Any, **kwargs: Any) -> Template:
        """As Template.from_code: the names that compiled code calls are those of its own module."""
        template = super().from_code(*args, **kwargs)
        names = template.root_render_func.__globals__
        names["escape"], names["Markup"] = written, _marked
        return template


def install(app: Flask) -> None:
    """For all templates of the application; before the first is loaded."""
    app.jinja_env.template_class, app.jinja_env.context_class = HouseTemplate, HouseContext
