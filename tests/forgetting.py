"""A database that forgets: a test in one transaction that is rolled back, and worlds that several tests share."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from sqlalchemy import Connection

from contest.foundation.database import db, forget_sums


@contextmanager
def forgotten(house: Flask) -> Iterator[Connection]:
    """One outer transaction that is rolled back at the end; requests and commits inside never know."""
    with house.app_context():
        engines = db.engines
        engine, connection = engines[None], engines[None].connect()
        outer, engines[None] = connection.begin(), connection
        forget_sums()
        try:
            yield connection
        finally:
            engines[None] = engine
            db.session.remove()
            outer.rollback()
            connection.close()


@contextmanager
def forgotten_within(house: Flask, connection: Connection) -> Iterator[None]:
    """Inside `forgotten`: what happens here is undone, and what stood before stands again for the next test."""
    with house.app_context():
        undoing = connection.begin_nested()
        forget_sums()
        try:
            yield
        finally:
            db.session.remove()
            undoing.rollback()
