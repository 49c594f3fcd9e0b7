package org.jameslists.testing.linkage;

import java.util.HashSet;
import java.util.Set;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/**
 * The types and members that one class file mentions.
 *
 * @param types internal names of classes
 * @param members fields and methods that its code uses
 */
record References(Set<String> types, Set<Member> members) {

    /**
     * A field or method as code names it.
     *
     * @param owner internal name of the class that is asked for it, not an array
     * @param name its name
     * @param descriptor its type (JVMS §4.3)
     * @param inInterface whether the code takes the owner for an interface
     */
    record Member(String owner, String name, String descriptor, boolean inInterface) {
        boolean isMethod() {
            return descriptor.startsWith("(");
        }

        boolean isConstructor() {
            return name.equals("<init>");
        }

        String nameAndDescriptor() {
            return name + descriptor;
        }

        @Override
        public String toString() {
            return owner + "." + name + descriptor;
        }
    }

    static References of(ClassReader reader) {
        References references = new References(new HashSet<>(), new HashSet<>());
        // The remapper is shown every type name, wherever it stands in a class file.
        Remapper types = new Remapper(Opcodes.ASM9) {
            @Override
            public String map(String internalName) {
                references.types.add(internalName);
                return internalName;
            }
        };
        reader.accept(new ClassRemapper(references.memberVisitor(), types), ClassReader.SKIP_DEBUG);
        return references;
    }

    private ClassVisitor memberVisitor() {
        return new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(
                    int access, String name, String descriptor, String signature, String[] exceptions) {
                return new CodeVisitor();
            }
        };
    }

    private void add(String owner, String name, String descriptor, boolean inInterface) {
        // What an array inherits is java.lang.Object's, and clone() its own (JLS §10.7).
        if (!owner.startsWith("[")) {
            members.add(new Member(owner, name, descriptor, inInterface));
        }
    }

    private void addConstant(Object constant) {
        if (constant instanceof Handle handle) {
            add(handle.getOwner(), handle.getName(), handle.getDesc(), handle.isInterface());
        } else if (constant instanceof ConstantDynamic dynamic) {
            addConstant(dynamic.getBootstrapMethod());
            for (int i = 0; i < dynamic.getBootstrapMethodArgumentCount(); i++) {
                addConstant(dynamic.getBootstrapMethodArgument(i));
            }
        }
    }

    private final class CodeVisitor extends MethodVisitor {
        CodeVisitor() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            add(owner, name, descriptor, isInterface);
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            add(owner, name, descriptor, false);
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            addConstant(bootstrap);
            for (Object argument : arguments) {
                addConstant(argument);
            }
        }

        @Override
        public void visitLdcInsn(Object value) {
            addConstant(value);
        }
    }
}
