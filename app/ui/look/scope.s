// This file lets scope.go declare a function whose body is in Fyne.
