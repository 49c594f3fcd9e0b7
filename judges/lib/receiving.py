"""What a receiver knows before it asks for DMARC, for the judges whose library begins there."""

import email
import email.utils


def spf_result(options):
    """What pyspf says of the envelope, None when no --ip was given; and the address that it was asked about.

    RFC 7208 section 2.4: an empty reverse-path stands for postmaster at the HELO name.
    """
    sender = options.mail_from or f"postmaster@{options.helo}"
    if not options.ip:
        return None, sender
    import spf

    result, _ = spf.check2(options.ip, options.mail_from, options.helo)
    return result, sender


def author_domain(message):
    """The domain of the From field as bytes, None when it has not exactly one address."""
    header = message.partition(b"\r\n\r\n")[0]
    fields = email.message_from_bytes(header + b"\r\n\r\n").get_all("From", [])
    addresses = email.utils.getaddresses(str(field) for field in fields)
    if len(addresses) != 1 or "@" not in addresses[0][1]:
        return None
    return addresses[0][1].rpartition("@")[2].lower().encode()
