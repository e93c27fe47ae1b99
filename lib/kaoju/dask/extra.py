"""The extra `dask` of the installation, or how to get it; only what runs past one machine imports this."""

from __future__ import annotations

from kaoju.errors import MissingExtraError

try:
    import dask
    import dask.bag
    import dask.dataframe
    import distributed
    import fsspec
except ImportError as e:
    raise MissingExtraError(
        f"{e.name} is missing; pip install 'kaoju[dask]' brings what a cluster needs"
    ) from e

__all__ = ["dask", "distributed", "fsspec"]
