package org.jameslists.testing.linkage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * What a class file declares, in the names of the class file format (JVMS §4.2): {@code java/lang/String}, and members
 * as name followed by descriptor.
 *
 * @param name internal name of the class
 * @param access access flags (JVMS table 4.1-B)
 * @param superName internal name of the superclass, null for {@code java/lang/Object} alone
 * @param interfaces internal names of the direct superinterfaces
 * @param methods access flags of each declared method, by name and descriptor
 * @param fields access flags of each declared field, by name and descriptor
 */
record ClassFile(
        String name,
        int access,
        String superName,
        List<String> interfaces,
        Map<String, Integer> methods,
        Map<String, Integer> fields) {

    static ClassFile read(byte[] bytes) {
        Map<String, Integer> methods = new HashMap<>();
        Map<String, Integer> fields = new HashMap<>();
        ClassReader reader = new ClassReader(bytes);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String descriptor, String signature, String[] exceptions) {
                        methods.put(name + descriptor, access);
                        return null;
                    }

                    @Override
                    public FieldVisitor visitField(
                            int access, String name, String descriptor, String signature, Object value) {
                        fields.put(name + descriptor, access);
                        return null;
                    }
                },
                ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
        return new ClassFile(
                reader.getClassName(),
                reader.getAccess(),
                reader.getSuperName(),
                List.of(reader.getInterfaces()),
                Map.copyOf(methods),
                Map.copyOf(fields));
    }

    boolean isAbstract() {
        return (access & Opcodes.ACC_ABSTRACT) != 0;
    }

    boolean isInterface() {
        return (access & Opcodes.ACC_INTERFACE) != 0;
    }

    Stream<String> abstractMethods() {
        return methods.entrySet().stream()
                .filter(method -> (method.getValue() & Opcodes.ACC_ABSTRACT) != 0)
                .map(Map.Entry::getKey);
    }

    boolean implementsMethod(String method) {
        return methods.containsKey(method) && (methods.get(method) & Opcodes.ACC_ABSTRACT) == 0;
    }

    /** The direct supertypes, superclass first. */
    Stream<String> supertypes() {
        return Stream.concat(Stream.ofNullable(superName), interfaces.stream());
    }
}
