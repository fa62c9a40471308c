import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

import javax.xml.parsers.DocumentBuilderFactory;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Checks staged artifacts: two builds are the same, and hold what Maven Central asks for.
 * Usage: {@code java Check.java version staging other-staging}.
 */
class Check {

	private static final List<String> JARS = List.of("wasm-spring-boot-autoconfigure", "wasm-spring-boot-starter");

	private static final String BOM = "wasm-spring-boot-bom";

	private final List<String> problems = new ArrayList<>();

	private final String version;

	private final Path staging;

	Check(String version, Path staging) {
		this.version = version;
		this.staging = staging;
	}

	public static void main(String[] args) throws Exception {
		Check check = new Check(args[0], Path.of(args[1]));
		check.complete();
		check.same(Path.of(args[2]));
		check.problems.forEach(System.err::println);
		System.exit(check.problems.isEmpty() ? 0 : 1);
	}

	private void complete() throws Exception {
		pom(BOM, "pom");
		for (String artifact : JARS) {
			pom(artifact, "jar");
			for (String suffix : List.of(".jar", "-sources.jar", "-javadoc.jar")) {
				Path jar = file(artifact, suffix);
				if (exists(jar)) {
					try (ZipFile zip = new ZipFile(jar.toFile())) {
						require(zip.stream().anyMatch((entry) -> !entry.isDirectory()), jar + " is empty");
						require(!suffix.equals(".jar") || zip.getEntry("META-INF/LICENSE") != null, jar + " has no licence");
					}
				}
			}
			Path sbom = file(artifact, "-cyclonedx.json");
			if (exists(sbom)) {
				String text = Files.readString(sbom);
				require(text.contains("\"bomFormat\" : \"CycloneDX\""), sbom + " is no CycloneDX SBOM");
				require(text.contains("pkg:maven/io.github.wasmspring/" + artifact + "@" + this.version), sbom + " does not name the artifact");
				require(text.contains("pkg:maven/com.dylibso.chicory/runtime@"), sbom + " does not name Chicory");
			}
		}
		for (Path file : files(this.staging)) {
			if (!file.toString().matches(".*\\.(md5|sha1|sha256|sha512|asc)")) {
				exists(Path.of(file + ".md5"));
				exists(Path.of(file + ".sha1"));
				require(System.getenv().getOrDefault("MAVEN_GPG_KEY", "").isEmpty() || Files.exists(Path.of(file + ".asc")), file + " is not signed");
			}
		}
	}

	private void pom(String artifact, String packaging) throws Exception {
		Path file = file(artifact, ".pom");
		if (!exists(file)) {
			return;
		}
		Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
		Element project = document.getDocumentElement();
		for (String path : List.of("groupId", "artifactId", "version", "name", "description", "url", "licenses/license/name", "licenses/license/url",
				"developers/developer/name", "developers/developer/url", "scm/connection", "scm/developerConnection", "scm/url")) {
			require(!text(project, path).isEmpty(), file + " has no " + path);
		}
		require(text(project, "version").equals(this.version), file + " has another version");
		require(packaging.equals("jar") || text(project, "packaging").equals(packaging), file + " has another packaging");
		for (String unwanted : List.of("parent", "build", "profiles", "repositories", "properties", "modules")) {
			require(child(project, unwanted) == null, file + " has <" + unwanted + ">");
		}
		String source = Files.readString(file);
		require(!source.contains("${"), file + " has a placeholder");
		require(!source.contains("SNAPSHOT"), file + " names a snapshot");
		require(!source.contains("<scope>test</scope>"), file + " names libraries of tests");
		require(packaging.equals("jar") || JARS.stream().allMatch((jar) -> source.contains("<artifactId>" + jar + "<")), file + " does not name all artifacts");
	}

	private void same(Path other) throws IOException {
		Set<Path> files = new TreeSet<>();
		int compared = 0;
		for (Path directory : List.of(this.staging, other)) {
			files(directory).forEach((file) -> files.add(directory.relativize(file)));
		}
		for (Path file : files) {
			// Signatures hold the time and random numbers.
			if (!file.toString().contains(".asc")) {
				compared++;
				if (exists(this.staging.resolve(file)) && exists(other.resolve(file))) {
					require(Files.mismatch(this.staging.resolve(file), other.resolve(file)) == -1, file + " differs");
				}
			}
		}
		System.out.println(compared + " files compared");
	}

	private Path file(String artifact, String suffix) {
		return this.staging.resolve("io/github/wasmspring").resolve(artifact).resolve(this.version).resolve(artifact + "-" + this.version + suffix);
	}

	private static List<Path> files(Path directory) throws IOException {
		try (Stream<Path> files = Files.walk(directory)) {
			return files.filter(Files::isRegularFile).toList();
		}
	}

	private boolean exists(Path file) {
		boolean exists = Files.isRegularFile(file);
		require(exists, file + " is missing");
		return exists;
	}

	private void require(boolean condition, String problem) {
		if (!condition) {
			this.problems.add(problem);
		}
	}

	private static String text(Element element, String path) {
		Element current = element;
		for (String name : path.split("/")) {
			current = (current != null) ? child(current, name) : null;
		}
		return (current != null) ? current.getTextContent().strip() : "";
	}

	private static Element child(Element element, String name) {
		for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
			if (node instanceof Element child && child.getTagName().equals(name)) {
				return child;
			}
		}
		return null;
	}

}
