# Redline for Kakoune with kakoune-lsp: add this to `kakrc`, after kakoune-lsp is loaded.
# It replaces the server that kakoune-lsp has for these files; add that one to the tables to have both.
# Everything but the settings below is configured in `book.toml`.

hook -group redline global BufSetOption filetype=markdown %{
    set-option buffer lsp_servers %{
        [redline]
        command = "mdbook-redline"
        args = ["lsp"]
        root_globs = ["book.toml"]
        [redline.settings.redline]
        run = "onType"
        scope = "open"
    }
}

# Of the TOML files of a book, only book.toml is of interest.
hook -group redline global BufSetOption filetype=toml %{
    evaluate-commands %sh{
        [ "${kak_buffile##*/}" = book.toml ] || exit 0
        printf '%s\n' 'set-option buffer lsp_servers %{
            [redline]
            command = "mdbook-redline"
            args = ["lsp"]
            root_globs = ["book.toml"]
        }'
    }
}
