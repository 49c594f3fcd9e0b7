package org.jameslists.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;

/** In all modules nobody has to count arguments: more than four make a builder or a settings record. */
class ShapesTest {
    private static final int MOST_ARGUMENTS = 4;
    private static final int MOST_COMPONENTS = 6;

    /** What was found in a source file. */
    private static final class Shapes extends TreeScanner<Void, String> {
        private final List<String> tooLong = new ArrayList<>();
        private int types;

        @Override
        public Void visitClass(ClassTree type, String around) {
            types++;
            String name = around + "." + type.getSimpleName();
            boolean isRecord = type.getKind() == Tree.Kind.RECORD;
            long components = type.getMembers().stream()
                    .filter(member -> member instanceof VariableTree field
                            && !field.getModifiers().getFlags().contains(Modifier.STATIC))
                    .count();
            if (isRecord && components > MOST_COMPONENTS) {
                tooLong.add(name + " has " + components + " components");
            }
            for (Tree member : type.getMembers()) {
                if (!isRecord
                        && member instanceof MethodTree method
                        && method.getName().contentEquals("<init>")
                        && method.getParameters().size() > MOST_ARGUMENTS) {
                    tooLong.add("the constructor of " + name + " has "
                            + method.getParameters().size() + " arguments");
                }
            }
            return super.visitClass(type, name);
        }
    }

    private static Shapes shapes(List<JavaFileObject> sources) throws IOException {
        JavacTask task =
                (JavacTask) ToolProvider.getSystemJavaCompiler().getTask(null, null, null, null, null, sources);
        Shapes shapes = new Shapes();
        for (CompilationUnitTree unit : task.parse()) {
            shapes.scan(unit, String.valueOf(unit.getPackageName()));
        }
        return shapes;
    }

    @Test
    void noConstructorAndNoRecordIsTooLong() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
                Stream<Path> all = Files.walk(Path.of("..").toRealPath())) {
            List<JavaFileObject> sources = new ArrayList<>();
            files.getJavaFileObjectsFromPaths(all.filter(ShapesTest::isMain).toList())
                    .forEach(sources::add);

            Shapes shapes = shapes(sources);

            assertThat(shapes.types).isGreaterThan(300);
            assertThat(shapes.tooLong).isEmpty();
        }
    }

    @Test
    void aLongConstructorAndALongRecordAreFound() throws IOException {
        JavaFileObject source = new SimpleJavaFileObject(URI.create("Long.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return "package p; class Long { Long(int a, int b, int c, int d, int e) {}"
                        + " record Short(int a, int b, int c, int d, int e, int f) { static int g; }"
                        + " record Longer(int a, int b, int c, int d, int e, int f, int g) {} }";
            }
        };

        assertThat(shapes(List.of(source)).tooLong)
                .containsExactly("the constructor of p.Long has 5 arguments", "p.Long.Longer has 7 components");
    }

    private static boolean isMain(Path file) {
        String name = file.toString().replace('\\', '/');
        return name.contains("/src/main/java/") && name.endsWith(".java");
    }
}
