"""Has the site's search split Japanese into words. Debian's MkDocs refuses `lang: ja`, although Material has what it takes."""


def on_config(config):
    config["plugins"]["search"].config["lang"] = ["en", "ja"]
    return config
