package book

import "throughline/app/intake"

// limits caps what one file may cost; tests lower them.
var limits = intake.Workbooks
