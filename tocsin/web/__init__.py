"""The pages and the API of `tocsin serve`."""
