extensions = ["sphinxcontrib_aiglossary"]
aiglossary_autolink = "first-in-page"
aiglossary_autolink_categories = [
    "Language models and generative AI",
    "Inference serving",
]
aiglossary_autolink_exclude = ["instruct model", "changelog"]
