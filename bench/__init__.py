"""Speed and scale, measured on made-up projects: ``python -m bench``; see README.md."""
