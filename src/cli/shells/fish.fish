# Completion of icann-terms for fish. Save as ~/.config/fish/completions/icann-terms.fish
function __icann_terms_complete
    set -l words (commandline -opc)
    set -l lines (env ICANN_TERMS_COMPLETE=1 $words[1] $words[2..] (commandline -ct) 2>/dev/null)
    if test "$lines[1]" = '<files>'
        __fish_complete_path (commandline -ct)
    else
        printf '%s\n' $lines
    end
end
complete -c icann-terms -f -a '(__icann_terms_complete)'
