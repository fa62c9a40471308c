# Writes the text of a module whose function is too large for one Java method:
#   huge(x) = x + 1 + 2 + ... + 30000 = x + 450015000   (modulo 2^32)
#   small(x) = x + 1
BEGIN {
	print "(module"
	print "  (func $huge (export \"huge\") (param $x i32) (result i32)"
	print "    local.get $x"
	for (i = 1; i <= 30000; i++) {
		print "    i32.const " i
		print "    i32.add"
	}
	print "  )"
	print "  (func $small (export \"small\") (param $x i32) (result i32)"
	print "    (i32.add (local.get $x) (i32.const 1))))"
}
