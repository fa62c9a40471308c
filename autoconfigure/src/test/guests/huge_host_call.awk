# Writes the text of a module whose functions are too large for a Java method, each by a
# table of 17,000 jumps:
#   host()      whether env.i32() is not 0
#   argument(x) whether x is not 0
function huge(name, parameter, value,    i) {
	print "  (func (export \"" name "\") " parameter " (result i32)"
	print "    (block $end"
	printf "      (br_table"
	for (i = 1; i <= 17000; i++) {
		printf " $end"
	}
	print " (i32.const 0)))"
	print "    (if (result i32) " value " (then (i32.const 1)) (else (i32.const 0))))"
}
BEGIN {
	print "(module"
	print "  (import \"env\" \"i32\" (func $i32 (result i32)))"
	huge("host", "", "(call $i32)")
	huge("argument", "(param i32)", "(local.get 0)")
	print ")"
}
