"""Tests of ``communique.extract.slavic``."""
