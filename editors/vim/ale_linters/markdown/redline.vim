" Redline for Vim with ALE: chapters. Copy the folder `ale_linters` into a folder of 'runtimepath', such as `~/.vim`.
" Everything is configured in `book.toml`.

call ale#Set('markdown_redline_executable', 'mdbook-redline')

" The folder with the book.toml of a buffer. Without one, ALE does not start the server.
function! ale_linters#markdown#redline#GetProjectRoot(buffer) abort
    let l:config = ale#path#FindNearestFile(a:buffer, 'book.toml')

    return !empty(l:config) ? fnamemodify(l:config, ':h') : ''
endfunction

call ale#linter#Define('markdown', {
\   'name': 'redline',
\   'lsp': 'stdio',
\   'executable': {buffer -> ale#Var(buffer, 'markdown_redline_executable')},
\   'command': '%e lsp',
\   'project_root': function('ale_linters#markdown#redline#GetProjectRoot'),
\})
