"""What each page is made of: one frozen dataclass a template, and nothing that the template does not show."""
