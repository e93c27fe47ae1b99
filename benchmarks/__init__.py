"""Speed and growth, measured beside other tools in one run."""
