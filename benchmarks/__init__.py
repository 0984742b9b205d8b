"""Timings, printed as tables; run one with ``python -m benchmarks.reading``. Nothing here is a test."""
