import { useState } from 'react'
import { Box } from '../../elements/box.tsx'
import { Picture } from '../../elements/picture.tsx'
import { Press } from '../../elements/press.tsx'
import { Text } from '../../elements/text.tsx'
import { useWords } from '../../words/words.ts'

/** One large picture and, where there are more, small ones to choose from: nothing moves by itself. */
export function Gallery({ pictures, title }: { pictures: string[]; title: string }) {
  const words = useWords().product
  const [at, setAt] = useState(0)
  return (
    <Box className="gallery">
      <Picture src={pictures[at] ?? pictures[0] ?? ''} alt={title} eager />
      {pictures.length > 1 && (
        <>
          <Box className="thumbs">
            {pictures.map((picture, index) => (
              <Press
                key={picture}
                className={`pick${index === at ? ' on' : ''}`}
                onPress={() => setAt(index)}
                on={index === at}
                label={words.picture(index + 1, pictures.length)}
              >
                <Picture src={picture} />
              </Press>
            ))}
          </Box>
          <Text className="count">{`${at + 1} / ${pictures.length}`}</Text>
        </>
      )}
    </Box>
  )
}
