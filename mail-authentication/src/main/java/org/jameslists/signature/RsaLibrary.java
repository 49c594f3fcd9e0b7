package org.jameslists.signature;

import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Signature;
import java.security.SignatureException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The library that computes RSA.
 *
 * @param provider the library; empty for the JDK
 * @param unfit libraries on the class path that cannot be used, each with the reason
 */
record RsaLibrary(Optional<Provider> provider, List<String> unfit) {
    static final String ALGORITHM = "SHA256withRSA";

    private static final int KEY_BITS = 2048;
    private static final byte[] PROBE = "any text will do".getBytes(StandardCharsets.US_ASCII);

    /**
     * Chooses the first library that is on the class path and makes a signature that the JDK verifies.
     *
     * @param candidates the names of provider classes, the fastest first
     */
    static RsaLibrary choose(List<String> candidates) {
        List<String> unfit = new ArrayList<>();
        for (String candidate : candidates) {
            try {
                Provider provider = Class.forName(candidate)
                        .asSubclass(Provider.class)
                        .getDeclaredConstructor()
                        .newInstance();
                tryOut(provider);
                return new RsaLibrary(Optional.of(provider), unfit);
            } catch (ClassNotFoundException absent) {
                // it need not be on the class path
            } catch (ReflectiveOperationException
                    | GeneralSecurityException
                    | RuntimeException
                    | LinkageError trouble) {
                unfit.add(candidate + " cannot be used here: " + reason(trouble));
            }
        }
        return new RsaLibrary(Optional.empty(), unfit);
    }

    private static void tryOut(Provider provider) throws GeneralSecurityException {
        throwLoadingError(provider);
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA", provider);
        generator.initialize(KEY_BITS);
        KeyPair pair = generator.generateKeyPair();
        Signature signer = Signature.getInstance(ALGORITHM, provider);
        signer.initSign(pair.getPrivate());
        signer.update(PROBE);
        Signature verifier = Signature.getInstance(ALGORITHM);
        verifier.initVerify(pair.getPublic());
        verifier.update(PROBE);
        if (!verifier.verify(signer.sign())) {
            throw new SignatureException("what it signs does not verify");
        }
    }

    /** If its native code cannot be loaded, Corretto Crypto has no algorithms, but does not say why. */
    private static void throwLoadingError(Provider provider) throws GeneralSecurityException {
        if (loadingError(provider) instanceof Throwable trouble) {
            throw new GeneralSecurityException(trouble);
        }
    }

    private static Object loadingError(Provider provider) {
        try {
            return provider.getClass().getMethod("getLoadingError").invoke(provider);
        } catch (ReflectiveOperationException otherLibrary) {
            return "no such method: the library throws what keeps it from being loaded";
        }
    }

    private static String reason(Throwable trouble) {
        boolean wraps =
                trouble instanceof InvocationTargetException || trouble.getClass() == GeneralSecurityException.class;
        return String.valueOf(wraps && trouble.getCause() != null ? trouble.getCause() : trouble);
    }

    /** The library's name, without its version. */
    String name() {
        return provider.map(Provider::getName).orElse("JDK");
    }

    /**
     * Says in one line what computes RSA, and why no other library does.
     *
     * @param faster the jar to add if there is only the JDK
     */
    String describe(Optional<String> faster) {
        StringBuilder line = new StringBuilder("RSA is computed by ")
                .append(provider.map(library -> library.getName() + " " + library.getVersionStr())
                        .orElse("the JDK"));
        unfit.forEach(reason -> line.append("; ").append(reason));
        if (provider.isEmpty() && unfit.isEmpty()) {
            faster.ifPresent(jar -> line.append("; for about three times as many signatures a second put ")
                    .append(CorrettoJar.source())
                    .append(jar)
                    .append(" into James' extensions-jars/ and restart James"));
        }
        return line.toString().replaceAll("\\s+", " ");
    }
}
