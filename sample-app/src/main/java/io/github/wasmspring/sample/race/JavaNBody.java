/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.wasmspring.sample.race;

/**
 * The n-body simulation of the Computer Language Benchmarks Game.
 */
final class JavaNBody {

	private static final double SOLAR_MASS = 4 * Math.PI * Math.PI;

	private static final double DAYS_PER_YEAR = 365.24;

	private final Body[] bodies = {
			// Sun
			new Body(0, 0, 0, 0, 0, 0, 1),
			// Jupiter
			new Body(4.84143144246472090e+00, -1.16032004402742839e+00, -1.03622044471123109e-01,
					1.66007664274403694e-03, 7.69901118419740425e-03, -6.90460016972063023e-05,
					9.54791938424326609e-04),
			// Saturn
			new Body(8.34336671824457987e+00, 4.12479856412430479e+00, -4.03523417114321381e-01,
					-2.76742510726411899e-03, 4.99852801234917238e-03, 2.30417297573763929e-05,
					2.85885980666130812e-04),
			// Uranus
			new Body(1.28943695621391310e+01, -1.51111514016986312e+01, -2.23307578892655734e-01,
					2.96460137564761618e-03, 2.37847173959480950e-03, -2.96589568540237556e-05,
					4.36624404335156298e-05),
			// Neptune
			new Body(1.53796971148509165e+01, -2.59193146099879641e+01, 1.79258772950371181e-01,
					2.68067772490389322e-03, 1.62824170038242295e-03, -9.51592254519715870e-05,
					5.15138902046611451e-05) };

	JavaNBody() {
		double px = 0;
		double py = 0;
		double pz = 0;
		for (Body body : this.bodies) {
			px += body.vx * body.mass;
			py += body.vy * body.mass;
			pz += body.vz * body.mass;
		}
		this.bodies[0].vx = -px / SOLAR_MASS;
		this.bodies[0].vy = -py / SOLAR_MASS;
		this.bodies[0].vz = -pz / SOLAR_MASS;
	}

	/**
	 * Return the energy after some steps of 0.01 days.
	 */
	double energyAfter(int steps) {
		for (int i = 0; i < steps; i++) {
			advance(0.01);
		}
		return energy();
	}

	private void advance(double dt) {
		for (int i = 0; i < this.bodies.length; i++) {
			Body b = this.bodies[i];
			for (int j = i + 1; j < this.bodies.length; j++) {
				Body b2 = this.bodies[j];
				double dx = b.x - b2.x;
				double dy = b.y - b2.y;
				double dz = b.z - b2.z;
				double distance2 = dx * dx + dy * dy + dz * dz;
				double magnitude = dt / (distance2 * Math.sqrt(distance2));
				b.vx -= dx * b2.mass * magnitude;
				b.vy -= dy * b2.mass * magnitude;
				b.vz -= dz * b2.mass * magnitude;
				b2.vx += dx * b.mass * magnitude;
				b2.vy += dy * b.mass * magnitude;
				b2.vz += dz * b.mass * magnitude;
			}
		}
		for (Body b : this.bodies) {
			b.x += dt * b.vx;
			b.y += dt * b.vy;
			b.z += dt * b.vz;
		}
	}

	private double energy() {
		double e = 0;
		for (int i = 0; i < this.bodies.length; i++) {
			Body b = this.bodies[i];
			e += 0.5 * b.mass * (b.vx * b.vx + b.vy * b.vy + b.vz * b.vz);
			for (int j = i + 1; j < this.bodies.length; j++) {
				Body b2 = this.bodies[j];
				double dx = b.x - b2.x;
				double dy = b.y - b2.y;
				double dz = b.z - b2.z;
				e -= b.mass * b2.mass / Math.sqrt(dx * dx + dy * dy + dz * dz);
			}
		}
		return e;
	}

	private static final class Body {

		private double x;

		private double y;

		private double z;

		private double vx;

		private double vy;

		private double vz;

		private final double mass;

		Body(double x, double y, double z, double vx, double vy, double vz, double mass) {
			this.x = x;
			this.y = y;
			this.z = z;
			this.vx = vx * DAYS_PER_YEAR;
			this.vy = vy * DAYS_PER_YEAR;
			this.vz = vz * DAYS_PER_YEAR;
			this.mass = mass * SOLAR_MASS;
		}

	}

}
