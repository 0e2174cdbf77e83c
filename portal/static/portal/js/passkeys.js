// Passkeys: turns a form marked data-behaviour="passkey" into one that asks the device for a credential before it is sent.

const bytes = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0))
const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
const withBytes = list => (list || []).map(item => Object.assign({}, item, { id: bytes(item.id) }))

async function create (options, passwordless) {
  const publicKey = Object.assign({}, options, {
    challenge: bytes(options.challenge),
    user: Object.assign({}, options.user, { id: bytes(options.user.id) }),
    excludeCredentials: withBytes(options.excludeCredentials),
    authenticatorSelection: Object.assign({}, options.authenticatorSelection, {
      residentKey: passwordless ? 'required' : 'discouraged',
      requireResidentKey: passwordless
    }, passwordless ? { userVerification: 'required' } : {})
  })
  const made = await navigator.credentials.create({ publicKey })
  return {
    type: made.type,
    id: made.id,
    rawId: text(made.rawId),
    authenticatorAttachment: made.authenticatorAttachment,
    response: {
      clientDataJSON: text(made.response.clientDataJSON),
      attestationObject: text(made.response.attestationObject),
      transports: made.response.getTransports ? made.response.getTransports() : []
    },
    clientExtensionResults: made.getClientExtensionResults()
  }
}

async function get (options) {
  const publicKey = Object.assign({}, options, {
    challenge: bytes(options.challenge),
    allowCredentials: withBytes(options.allowCredentials)
  })
  const used = await navigator.credentials.get({ publicKey })
  return {
    type: used.type,
    id: used.id,
    rawId: text(used.rawId),
    authenticatorAttachment: used.authenticatorAttachment,
    response: {
      clientDataJSON: text(used.response.clientDataJSON),
      authenticatorData: text(used.response.authenticatorData),
      signature: text(used.response.signature),
      userHandle: used.response.userHandle ? text(used.response.userHandle) : null
    },
    clientExtensionResults: used.getClientExtensionResults()
  }
}

async function optionsFor (form) {
  const written = document.getElementById('passkey-options')
  if (written) return JSON.parse(written.textContent)
  // Signing in by passkey alone: who it is comes from the device, so the server is asked only now.
  const response = await fetch(form.action, { headers: { Accept: 'application/json' } })
  if (!response.ok) throw new Error('no options')
  return response.json()
}

function complain (form) {
  let place = form.querySelector('[role=alert]')
  if (!place) {
    place = document.createElement('p')
    place.className = 'notice'
    place.setAttribute('role', 'alert')
    form.prepend(place)
  }
  place.textContent = 'Máy chưa đưa được khóa bảo mật. Hãy thử lại, hoặc dùng cách khác.'
}

for (const form of document.querySelectorAll('form[data-behaviour=passkey]')) {
  if (!window.PublicKeyCredential) continue
  form.hidden = false
  form.addEventListener('submit', async event => {
    event.preventDefault()
    try {
      const options = await optionsFor(form)
      const passwordless = Boolean(form.elements.passwordless && form.elements.passwordless.checked)
      const credential = options.creation_options
        ? await create(options.creation_options.publicKey, passwordless)
        : await get(options.request_options.publicKey)
      form.elements.credential.value = JSON.stringify(credential)
      form.submit()
    } catch (error) {
      complain(form)
    }
  })
}
