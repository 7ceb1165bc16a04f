# Completion of icann-terms for PowerShell. Add to $PROFILE:
#   icann-terms completions powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName icann-terms -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements | Select-Object -Skip 1 | ForEach-Object { "$_" })
    if ($wordToComplete -eq '') { $words += '' }
    $env:ICANN_TERMS_COMPLETE = '1'
    try { $lines = & $commandAst.CommandElements[0].Value @words } finally { Remove-Item Env:ICANN_TERMS_COMPLETE }
    foreach ($line in $lines) {
        $value, $help = $line -split "`t", 2
        if ($value -eq '<files>') { return }
        $text = if ($value -match '\s') { "'" + $value.Replace("'", "''") + "'" } else { $value }
        [System.Management.Automation.CompletionResult]::new($text, $value, 'ParameterValue', $(if ($help) { $help } else { $value }))
    }
}
