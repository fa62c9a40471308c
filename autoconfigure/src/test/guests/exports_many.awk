# A module with 5,000 exported functions.
BEGIN {
	print "(module"
	print "  (func $one (result i32) (i32.const 1))"
	for (i = 0; i < 5000; i++) {
		printf "  (export \"function_%04d\" (func $one))\n", i
	}
	print ")"
}
