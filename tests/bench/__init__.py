"""Measurements that take minutes and an idle machine, so no part of the tests."""
