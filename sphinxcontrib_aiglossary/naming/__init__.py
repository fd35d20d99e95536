"""Names: their keys, plurals, forms and slugs, what each refers to, and where a text mentions one."""
