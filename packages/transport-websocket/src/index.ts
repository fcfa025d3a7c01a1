export { type CertificateWish, type Credentials, makeCertificate } from './certificates/certificate.js'
export { urisOf } from './certificates/names.js'
