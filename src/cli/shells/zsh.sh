#compdef icann-terms
# Completion of icann-terms for zsh. Add to ~/.zshrc:  eval "$(icann-terms completions zsh)"
_icann_terms() {
    local value help
    local -a items
    while IFS=$'\t' read -r value help; do
        if [[ $value == '<files>' ]]; then
            _files
            return
        fi
        items+=("${value//:/\\:}:$help")
    done < <(ICANN_TERMS_COMPLETE=1 "${words[1]}" "${(@)words[2,CURRENT]}" 2>/dev/null)
    _describe -V icann-terms items
}
if [ "$funcstack[1]" = "_icann_terms" ]; then
    _icann_terms "$@"
else
    compdef _icann_terms icann-terms
fi
