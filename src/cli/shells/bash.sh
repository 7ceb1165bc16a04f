# Completion of icann-terms for bash. Add to ~/.bashrc:  eval "$(icann-terms completions bash)"
_icann_terms() {
    local value help
    COMPREPLY=()
    while IFS=$'\t' read -r value help; do
        if [ "$value" = "<files>" ]; then
            compopt -o default
            COMPREPLY=()
            return
        fi
        COMPREPLY+=("$(printf '%q' "$value")")
    done < <(ICANN_TERMS_COMPLETE=1 "${COMP_WORDS[0]}" "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -F _icann_terms icann-terms
