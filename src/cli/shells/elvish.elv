# Completion of icann-terms for elvish. Add to rc.elv:  eval (icann-terms completions elvish | slurp)
use str
set edit:completion:arg-completer[icann-terms] = {|@words|
    tmp E:ICANN_TERMS_COMPLETE = 1
    (external $words[0]) (all $words[1..]) | from-lines | each {|line|
        var parts = [(str:split "\t" $line)]
        if (eq $parts[0] '<files>') {
            edit:complete-filename $words[-1]
        } else {
            edit:complex-candidate $parts[0] &display=(str:join ' — ' $parts)
        }
    }
}
