package org.jameslists.testing.linkage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.objectweb.asm.ClassReader;

/**
 * Finds what would break when a jar's classes are linked on a host's class path: classes, fields and methods that are
 * not there (JVMS §5.4.3), and abstract methods of the host that a class of the jar does not implement.
 */
public final class Linkage {
    /** Their methods are found whatever the descriptor says (JVMS §2.9.3). */
    private static final Set<String> SIGNATURE_POLYMORPHIC =
            Set.of("java/lang/invoke/MethodHandle", "java/lang/invoke/VarHandle");

    private final ClassPath classPath;
    private final Predicate<String> onTrust;
    private final SortedSet<String> broken = new TreeSet<>();

    private Linkage(ClassPath classPath, Predicate<String> onTrust) {
        this.classPath = classPath;
        this.onTrust = onTrust;
    }

    /**
     * Links one jar in thought.
     *
     * @param jar the jar to check
     * @param host the jars it will run with
     * @param onTrust the classes, by binary name ({@code org.example.Type$Inner}), that the host has but that are not
     *     at hand: references to them are not looked into
     * @return one line for each broken reference, saying where it is; empty if the jar fits
     */
    public static SortedSet<String> broken(Path jar, List<Path> host, Predicate<String> onTrust) throws IOException {
        List<Path> everything = Stream.concat(Stream.of(jar), host.stream()).toList();
        try (ClassPath own = ClassPath.of(List.of(jar));
                ClassPath all = ClassPath.of(everything)) {
            Linkage linkage = new Linkage(all, onTrust);
            own.classNames().forEach(linkage::check);
            return linkage.broken;
        }
    }

    private void check(String name) {
        References references =
                References.of(new ClassReader(classPath.bytes(name).orElseThrow()));
        for (String type : references.types()) {
            if (isMissing(type)) {
                report(name, "class " + type);
            }
        }
        for (References.Member member : references.members()) {
            if (!isDeclared(member, member.owner())) {
                report(name, member.toString());
            }
        }
        ClassFile file = classPath.find(name).orElseThrow();
        if (!file.isAbstract()) {
            hierarchy(name)
                    .flatMap(ClassFile::abstractMethods)
                    .filter(method -> hierarchy(name).noneMatch(type -> type.implementsMethod(method)))
                    .forEach(method -> report(name, "implementation of " + method));
        }
    }

    private void report(String user, String what) {
        broken.add(user + " lacks " + what);
    }

    private boolean isMissing(String type) {
        return !onTrust.test(type.replace('/', '.')) && classPath.find(type).isEmpty();
    }

    private boolean isDeclared(References.Member member, String owner) {
        if (SIGNATURE_POLYMORPHIC.contains(owner)) {
            return true;
        }
        ClassFile file = classPath.find(owner).orElse(null);
        if (file == null) {
            // Reported as a missing class, or taken on trust.
            return true;
        }
        if (member.isMethod() && owner.equals(member.owner()) && file.isInterface() != member.inInterface()) {
            return false;
        }
        boolean here = (member.isMethod() ? file.methods() : file.fields()).containsKey(member.nameAndDescriptor());
        return here || (!member.isConstructor() && file.supertypes().anyMatch(type -> isDeclared(member, type)));
    }

    private Stream<ClassFile> hierarchy(String name) {
        return classPath.find(name).stream()
                .flatMap(
                        file -> Stream.concat(Stream.of(file), file.supertypes().flatMap(this::hierarchy)));
    }
}
